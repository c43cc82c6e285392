import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@dlw/data'

/** A made-up list of passengers in the shape of the Titanic's, as CSV: no person in it ever lived. Licence: CC0-1.0. */
export function makePassengers(rows = 400): string {
  const random = createRandom(1912)
  const lines = Array.from({ length: rows }, (_, row) => {
    const place = random.uniform()
    const pclass = place < 0.22 ? 1 : place < 0.45 ? 2 : 3
    const sex = random.uniform() < 0.36 ? 'female' : 'male'
    const age = Math.max(1, Math.round(random.normal(42 - 5 * pclass, 13)))
    const sibSp = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3][random.integer(0, 11)]!
    const fare = Math.exp(random.normal(4.9 - 0.9 * pclass, 0.4))
    const port = random.uniform()
    const embarked = port < 0.7 ? 'S' : port < 0.9 ? 'C' : 'Q'
    const odds = 3.4 * Number(sex === 'female') - 1.1 * pclass - 0.05 * age - 0.4 * sibSp + 1
    const survived = Number(random.uniform() < 1 / (1 + Math.exp(-odds)))
    const shownAge = random.uniform() < 0.2 ? '' : age
    const shownPort = random.uniform() < 0.01 ? '' : embarked
    return [row + 1, survived, pclass, sex, shownAge, sibSp, fare.toFixed(2), shownPort].join(',')
  })
  return ['PassengerId,Survived,Pclass,Sex,Age,SibSp,Fare,Embarked', ...lines, ''].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('passengers.csv', import.meta.url), makePassengers())
}
