import { penguins } from '../lib/penguins.js'
import { Client } from './client.js'

export const dynamic = 'force-dynamic'

export default async function Page() {
  const result = await penguins({ png: true })
  return (
    <main>
      <pre id="server">{JSON.stringify(result)}</pre>
      <Client />
    </main>
  )
}
