/** A trial with a score and a value for each parameter of the search. */
export interface ScoredTrial {
  parameters: Readonly<Record<string, number | string | boolean>>
  score: number
}
