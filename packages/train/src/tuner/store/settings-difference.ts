type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json }

/** Lines that say where two plain values differ, one for each place; none when they are the same. */
export function settingsDifference(before: Json, after: Json, path = ''): string[] {
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    const lines = names.flatMap((name) =>
      settingsDifference(before[name], after[name], path === '' ? name : `${path}.${name}`),
    )
    const order = (value: object): string => Object.keys(value).join(', ')
    return lines.length === 0 && path === 'space' && order(before) !== order(after)
      ? [`${path}: was in the order ${order(before)}, is now ${order(after)}`]
      : lines
  }
  const [was, is] = [JSON.stringify(before), JSON.stringify(after)]
  return was === is ? [] : [`${path}: was ${was ?? 'absent'}, is now ${is ?? 'absent'}`]
}

const isRecord = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Settings as they are kept: plain, without what is undefined. */
export const plainSettings = (settings: object): Json => JSON.parse(JSON.stringify(settings)) as Json
