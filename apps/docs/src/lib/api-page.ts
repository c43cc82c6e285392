/** What a page of the API describes. */
export interface ApiPage {
  /** The package, without its scope. */
  pkg: string
  /** What to import from: the package, or a part of it such as `@dlw/train/tuner`. */
  entry: string
  /** `functions`, `classes`, `variables`, `interfaces` or `type-aliases`. */
  kind: string
  /** The symbol in lower case. */
  symbol: string
}

/** What the page with this id describes; undefined where it is no page of the API. */
export function apiPage(id: string): ApiPage | undefined {
  const [, pkg, part, kind, symbol] = /^api\/(\w+)\/src\/(?:([\w-]+)\/)?([\w-]+)\/([^/]+)\/?$/.exec(id) ?? []
  if (!pkg || !kind || !symbol) return undefined
  return { pkg, entry: `@dlw/${pkg}${part ? `/${part}` : ''}`, kind, symbol }
}
