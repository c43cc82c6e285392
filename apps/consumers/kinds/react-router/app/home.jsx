import { useEffect } from 'react'
import { penguins } from './penguins.js'

export const loader = async () => ({ result: await penguins({ png: true }) })

export default function Home({ loaderData }) {
  useEffect(() => {
    import('./page.js')
  }, [])
  return <pre id="server">{JSON.stringify(loaderData.result)}</pre>
}
