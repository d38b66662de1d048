import ts from 'typescript'

/** Attributes whose text a person reads or hears. */
const spoken = new Set([
  'label',
  'title',
  'placeholder',
  'alt',
  'help',
  'legend',
  'submit',
  'confirm',
  'sentence',
  'heading',
  'lead',
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'helperText',
  'searchLabel',
  'header',
  'context',
])
const hasWords = (text: string) => /\p{L}{2,}/u.test(text)

export interface Literal {
  line: number
  text: string
}

/** Text that a person would see and that no catalogue knows (PRT-4). */
export function literalTexts(name: string, code: string): Literal[] {
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: Literal[] = []
  const report = (node: ts.Node, text: string) =>
    found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: text.trim() })

  // Literals that an expression can come out as: both sides of a choice, what stands behind && and ??.
  const outcomes = (node: ts.Expression): ts.Expression[] => {
    if (ts.isParenthesizedExpression(node)) return outcomes(node.expression)
    if (ts.isConditionalExpression(node)) return [...outcomes(node.whenTrue), ...outcomes(node.whenFalse)]
    if (ts.isBinaryExpression(node)) {
      const kind = node.operatorToken.kind
      if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return outcomes(node.right)
      if (
        kind === ts.SyntaxKind.BarBarToken ||
        kind === ts.SyntaxKind.QuestionQuestionToken ||
        kind === ts.SyntaxKind.PlusToken
      )
        return [...outcomes(node.left), ...outcomes(node.right)]
      return []
    }
    return [node]
  }
  const check = (expression: ts.Expression) => {
    for (const outcome of outcomes(expression)) {
      if (ts.isStringLiteralLike(outcome) && hasWords(outcome.text)) report(outcome, outcome.text)
      if (ts.isTemplateExpression(outcome)) {
        const fixed = [outcome.head.text, ...outcome.templateSpans.map((span) => span.literal.text)].join(' ')
        if (hasWords(fixed)) report(outcome, fixed.replace(/\s+/g, ' '))
      }
    }
  }
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node) && hasWords(node.text)) report(node, node.text)
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) {
      const literal = outcomes(node.expression).filter(
        (outcome) => ts.isStringLiteralLike(outcome) || ts.isTemplateExpression(outcome),
      )
      literal.forEach(check)
    }
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(file)) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) check(node.initializer)
      else if (ts.isJsxExpression(node.initializer) && node.initializer.expression) check(node.initializer.expression)
    }
    if (ts.isPropertyAssignment(node) && spoken.has(node.name.getText(file).replace(/['"]/g, '')))
      check(node.initializer)
    if (ts.isCallExpression(node) && node.expression.getText(file) === 'toast' && node.arguments[0])
      check(node.arguments[0])
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}
