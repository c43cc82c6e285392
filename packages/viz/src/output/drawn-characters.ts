const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The characters that the words of an SVG draw, each once; spaces and marks that are never drawn are left out. */
export function drawnCharacters(svg: string): string[] {
  const found = new Set<string>()
  for (const [, content] of svg.matchAll(/<text\b[^>]*>([\s\S]*?)<\/text>/g)) {
    const words = content!.replace(/<[^>]*>/g, '').replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return entities[name] ?? whole
      return String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')))
    })
    for (const character of words) found.add(character)
  }
  return [...found].filter((character) => !/[\s\p{Cc}\p{Cf}\p{Variation_Selector}\ufffd]/u.test(character))
}
