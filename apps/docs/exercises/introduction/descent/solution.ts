// The loss is (w - 3) ** 2, so its slope at w is 2 * (w - 3).
export function step(w: number, learningRate: number): number {
  return w - learningRate * 2 * (w - 3)
}

let w = -1
for (let i = 0; i < 20; i++) w = step(w, 0.1)
console.log(w)
