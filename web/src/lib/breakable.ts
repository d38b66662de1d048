/**
 * Where a long word may go on in the next line: an e-mail address behind its @ and before its dots, a serial or tracking
 * number in parts of nearly one length, so that no single letter stands alone. Words of letters only are left alone.
 */
const longest = 8
const shortest = 4

function parts(run: string): string[] {
  if (run.length <= longest + shortest) return [run]
  const count = Math.ceil(run.length / longest)
  return Array.from({ length: count }, (_, index) =>
    run.slice(Math.round((index * run.length) / count), Math.round(((index + 1) * run.length) / count)),
  )
}

/** The parts of one word; joined they are the word. */
export function pieces(word: string): string[] {
  if (word.length <= longest + shortest || !/[@\d]/.test(word)) return [word]
  // A short start goes with what follows it: "e-" of "e-STUDIO305CS" is as odd alone as a letter.
  const runs = word
    .split(/(?<=[@/:_-])|(?=[.])/)
    .reduce<string[]>((all, run) => {
      if (all.length === 1 && (all[0] ?? '').length < shortest - 1) all[0] += run
      else all.push(run)
      return all
    }, [])
    .flatMap(parts)
  // A short end stays with what is before it: ".no" alone in a line is as odd as a letter.
  return runs.reduce<string[]>((all, run) => {
    const last = all.at(-1)
    if (
      last !== undefined &&
      (run.length < shortest || last.length < shortest) &&
      last.length + run.length <= longest + shortest
    )
      all[all.length - 1] = last + run
    else all.push(run)
    return all
  }, [])
}
