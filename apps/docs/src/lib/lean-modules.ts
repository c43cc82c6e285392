import ts from 'typescript'

/** Changes to the text of a JavaScript or TypeScript module, made on its syntax tree. Each throws where it finds nothing to change. */

/** A list of kernels, each imported from `./kernels/<name>` and named in an array, without those that `isUnused` tells. */
export function withoutKernels(code: string, isUnused: (kernel: string) => boolean): string {
  const tree = parse(code)
  const imports = tree.statements
    .filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) => isUnused(/^'\.\/kernels\/(\w+)'$/.exec(moduleSpecifier.getText(tree))?.[1] ?? ''))
  const names = new Set(imports.flatMap((statement) => importedNames(statement)))
  const lists: ts.ArrayLiteralExpression[] = []
  visit(tree, (node) => {
    if (ts.isArrayLiteralExpression(node) && node.elements.some((element) => names.has(element.getText(tree))))
      lists.push(node)
  })
  const listed = lists.flatMap(({ elements }) => elements.map((element) => element.getText(tree)))
  const kept = listed.filter((name) => !names.has(name))
  if (names.size === 0 || lists.length !== 1 || listed.length - kept.length !== names.size) {
    throw new Error(
      `withoutKernels: expected one list with each of the unused kernels, received ${names.size} of them and ${lists.length} lists.`,
    )
  }
  return replaced(code, tree, [
    ...imports.map((node) => ({ node, by: '' })),
    ...lists.map((node) => ({ node, by: `[${kept.join(', ')}]` })),
  ])
}

/** A module with the same exports, of which none does anything. */
export function emptyExports(code: string): string {
  const exported = parse(code).statements.flatMap((statement): [name: string, isFunction: boolean][] => {
    if (ts.isExportDeclaration(statement)) {
      if (!statement.exportClause || !ts.isNamedExports(statement.exportClause)) throw unknown(statement)
      return statement.exportClause.elements.map(({ name }) => [name.text, false])
    }
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExport)
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return []
    if (ts.isExportAssignment(statement)) throw unknown(statement)
    if (!isExported) return []
    if (ts.isFunctionDeclaration(statement)) return [[statement.name!.text, true]]
    if (ts.isClassDeclaration(statement)) return [[statement.name!.text, false]]
    if (!ts.isVariableStatement(statement)) throw unknown(statement)
    return statement.declarationList.declarations.map(({ name }) => [name.getText(), false])
  })
  if (exported.length === 0) throw new Error('emptyExports: expected a module with exports, received none.')
  return exported
    .map(([name, isFunction]) => (isFunction ? `export function ${name}() {}` : `export class ${name} {}`))
    .join('\n')
}

/** A module without `import * as name` and the export of that name. */
export function withoutNamespace(code: string, name: string): string {
  const tree = parse(code)
  const nodes = tree.statements.filter(
    (statement) =>
      (ts.isImportDeclaration(statement) && importedNames(statement).includes(name)) ||
      (ts.isExportDeclaration(statement) && statement.exportClause?.getText(tree) === `{ ${name} }`),
  )
  if (nodes.length !== 2)
    throw new Error(`withoutNamespace: expected ${name} to be imported and exported, received ${nodes.length} of both.`)
  return replaced(
    code,
    tree,
    nodes.map((node) => ({ node, by: '' })),
  )
}

/** A module in which constants whose name ends with `ending` are empty strings. */
export function withEmptyStrings(code: string, ending: string): string {
  const tree = parse(code)
  const nodes: ts.Node[] = []
  visit(tree, (node) => {
    if (ts.isVariableDeclaration(node) && node.name.getText(tree).endsWith(ending) && node.initializer)
      nodes.push(node.initializer)
  })
  if (nodes.length === 0 || !nodes.every(ts.isStringLiteral))
    throw new Error(`withEmptyStrings: expected strings named …${ending}, received ${nodes.length} constants.`)
  return replaced(
    code,
    tree,
    nodes.map((node) => ({ node, by: "''" })),
  )
}

const parse = (code: string): ts.SourceFile => ts.createSourceFile('module.ts', code, ts.ScriptTarget.Latest, true)

const isExport = ({ kind }: ts.ModifierLike): boolean => kind === ts.SyntaxKind.ExportKeyword

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings
  if (!bindings) return []
  return ts.isNamespaceImport(bindings) ? [bindings.name.text] : bindings.elements.map(({ name }) => name.text)
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  ts.forEachChild(node, (child) => visit(child, see))
}

function replaced(code: string, tree: ts.SourceFile, changes: readonly { node: ts.Node; by: string }[]): string {
  return changes
    .toSorted((a, b) => b.node.getStart(tree) - a.node.getStart(tree))
    .reduce((text, { node, by }) => text.slice(0, node.getStart(tree)) + by + text.slice(node.getEnd()), code)
}

const unknown = (statement: ts.Node): Error =>
  new Error(`emptyExports: expected named exports, received ${statement.getText().slice(0, 80)}.`)
