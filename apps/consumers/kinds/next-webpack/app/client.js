'use client'

import { useEffect } from 'react'

export function Client() {
  useEffect(() => {
    import('./trains.js')
  }, [])
  return <p>trains</p>
}
