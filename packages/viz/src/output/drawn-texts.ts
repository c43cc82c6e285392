const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Returns the distinct texts that an SVG draws. */
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

/** Returns the characters of a text that a font must support, without spaces and invisible marks. */
export function fontCharacters(text: string): string[] {
  return [...new Set(text)].filter((character) => !/[\s\p{Cc}\p{Cf}\p{Variation_Selector}\ufffd]/u.test(character))
}
