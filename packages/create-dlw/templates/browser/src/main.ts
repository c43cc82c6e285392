import { useBackend } from '@dlw/backend'
import { predictClasses } from '@dlw/train'
import { liveHistory } from '@dlw/viz/live-history'
import { features, prepare } from './data.ts'
import { train } from './train.ts'

const element = <E extends HTMLElement>(id: string) => document.getElementById(id) as E
const [button, status, chart] = [element<HTMLButtonElement>('train'), element('status'), element('chart')]
const [form, species] = [element<HTMLFormElement>('measures'), element('species')]

const data = prepare()
const backend = useBackend()
let trained: Awaited<ReturnType<typeof train>> | undefined

button.addEventListener('click', async () => {
  button.disabled = true
  try {
    const { name } = await backend
    status.textContent = `Training on ${name} …`
    trained?.model.dispose()
    trained = await train(data, { seed: 0, show: [liveHistory(chart)] })
    status.textContent = `Accuracy on ${data.test.y.length} penguins that it has not seen: ${trained.accuracy.toFixed(3)}`
    form.hidden = false
  } catch (error) {
    status.textContent = `The training failed: ${error instanceof Error ? error.message : error}`
  } finally {
    button.disabled = false
  }
})

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  if (trained === undefined) return
  const values = new FormData(form)
  const row = data.scaler.transform([features.map((name) => Number(values.get(name)))])
  const [name] = await predictClasses(trained.model, row, { classes: data.classes })
  species.textContent = name ?? ''
})
