const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
worker.onmessage = ({ data }) => {
  window.consumer = data
}
worker.onerror = ({ message }) => {
  window.consumer = { error: message }
}
