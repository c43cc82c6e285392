const { NaN: missing, POSITIVE_INFINITY: infinite, MAX_VALUE: most, MIN_VALUE: least } = Number

/** Numbers that real tables hold, and worse. */
export const numbers: Record<string, number[]> = {
  'no rows': [],
  'one row': [5],
  'one value': [5, 5, 5, 5, 5, 5],
  zeros: [0, 0, 0, 0],
  'NaN only': [missing, missing, missing],
  'points between gaps': [missing, 1, missing, 2, missing],
  infinities: [infinite, -infinite, 1, 2, missing, 3],
  shares: [0.01, 0.25, 0.5, 1, 0.75, 0.1],
  'tiny numbers': [1e-300, 3e-300, 2e-300, 9e-300, 5e-300],
  'subnormal numbers': [least, 3 * least, 7 * least, 2 * least],
  'large numbers': [-1e300, 1e300, 5e299, 0, 2e299],
  'the largest numbers': [-most, most, most / 2, 0],
  'tiny and large numbers': [1e-300, 1, 1e300, 1e10, 1e-10],
  'huge integers': [2 ** 53, 2 ** 53 - 1, 2 ** 53 - 2, 2 ** 53 - 4, 2 ** 53 - 3],
  identifiers: [1_234_567_890_123, 1_234_567_890_124, 1_234_567_890_127, 1_234_567_890_129],
  neighbours: [1, 1 + 2 ** -52, 1 + 2 ** -51, 1],
  'one far away': [1, 2, 3, 2, 1, 2, 3, 1e9],
  money: [-1_250_000.5, 3_999_999.25, 12.75, 0, 1e6],
  'powers of ten': [1e-12, 1e-6, 1, 1e6, 1e12],
}

const whole = 'A name that somebody wrote as a whole sentence, with a unit (µg/m³), a remark and no end in sight '

/** Names that real tables have, and worse; the number keeps them apart. */
export const names: Record<string, (index: number) => string> = {
  plain: (index) => `column ${index}`,
  'almost empty': (index) => ' '.repeat(index),
  'a long word': (index) => `${'Wm'.repeat(200)}${index}`,
  'very long': (index) => `${'x'.repeat(50_000)}${index}`,
  sentences: (index) => `${index} ${whole.repeat(4)}`,
  'snake case': (index) => `mean_of_the_${'really_'.repeat(20)}long_feature_${index}`,
  capitals: (index) => `${'GDP PER CAPITA WWW '.repeat(10)}${index}`,
  'right to left': (index) => `مبيعات المنتجات السنوية في جميع الفروع ${index} שלום עולם`,
  Japanese: (index) => `${'四半期ごとの売上高と利益率の推移'.repeat(6)}${index}`,
  combining: (index) => `${'e\u0301\u0323'.repeat(80)}${'👩‍👩‍👧‍👦'.repeat(40)}${index}`,
  'control characters': (index) => `a\0b\u0001\u001b[31m\b\ud800 \ufffe\r\n\tc\u0085${index}`,
  'turned around': (index) => `\u202e\u2067evil\u202d ${index}`,
  markup: (index) => `]]></text><script>alert("${index}")</script>&amp;<!--`,
  'of objects': (index) =>
    ['__proto__', 'constructor', 'toString', 'valueOf', 'length'][index] ?? `hasOwnProperty${index}`,
}
