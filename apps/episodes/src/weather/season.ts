import type { Table } from '@dlw/data'

const yearInDays = 365.25

/**
 * The table with the time of the year as four columns: sine and cosine of the year's circle, and of half of it. Then
 * the last of December lies beside the first of January, which the number of the month does not tell.
 */
export function withSeason(table: Table): Table {
  const days = Array.from(table.numbers('DATE'), dayOfYear)
  const waves = [1, 2].flatMap((turns) => {
    const angles = days.map((day) => (2 * Math.PI * turns * day) / yearInDays)
    return [angles.map(Math.sin), angles.map(Math.cos)]
  })
  return waves.reduce((extended, wave, index) => extended.withColumn(`SEASON_${index}`, wave), table)
}

/** The day's place in its year, from 0, of a date written as the number 20000131. */
function dayOfYear(date: number): number {
  const [year, month, day] = [Math.floor(date / 1e4), Math.floor(date / 100) % 100, date % 100]
  return (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000
}
