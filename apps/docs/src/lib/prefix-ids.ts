/** Gives all ids of a piece of HTML, and what points to them inside it, a prefix: several pieces then fit one page. */
export function prefixIds(html: string, prefix: string): string {
  return html
    .replaceAll(/(?<= )(id|for)="([^"]+)"/g, `$1="${prefix}-$2"`)
    .replaceAll(/(?<= )(aria-labelledby|aria-describedby|aria-controls)="([^"]+)"/g, (_, name, ids: string) => {
      const all = ids.split(' ').map((id) => `${prefix}-${id}`)
      return `${name}="${all.join(' ')}"`
    })
    .replaceAll(/(?<= (?:href|xlink:href)=")#(?=[^"])/g, `#${prefix}-`)
    .replaceAll('url(#', `url(#${prefix}-`)
}
