/** The path that the site is served under, from `DOCS_BASE`: `/` or such as `/dlw/`, however many slashes were given. */
export const base: string = `/${process.env.DOCS_BASE ?? ''}/`.replaceAll(/\/+/g, '/')

/** The address of the host, from `DOCS_SITE`. */
export const site: string = process.env.DOCS_SITE || 'https://dlw-js.github.io'
