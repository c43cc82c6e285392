const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The words that an SVG draws, each text once. */
export function drawnTexts(svg: string): string[] {
  const texts = new Set<string>()
  for (const [, content] of svg.matchAll(/<text\b[^>]*>([\s\S]*?)<\/text>/g)) {
    const words = content!.replace(/<[^>]*>/g, '').replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return entities[name] ?? whole
      return String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')))
    })
    texts.add(words)
  }
  return [...texts]
}

/** The characters of a text that a font must have: no spaces, and no marks that are never drawn. */
export function fontCharacters(text: string): string[] {
  return [...new Set(text)].filter((character) => !/[\s\p{Cc}\p{Cf}\p{Variation_Selector}\ufffd]/u.test(character))
}
