/** Defines globals where there are none of their names, until what is started has ended. */
export async function lendGlobals<Result>(
  lent: Readonly<Record<string, unknown>>,
  start: () => Promise<Result>,
): Promise<Result> {
  const names = Object.keys(lent).filter((name) => !(name in globalThis))
  for (const name of names) Object.defineProperty(globalThis, name, { value: lent[name], configurable: true })
  try {
    return await start()
  } finally {
    for (const name of names) Reflect.deleteProperty(globalThis, name)
  }
}
