#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { backendDoctor } from './doctor/backend-doctor.ts'
import { formatDoctor } from './doctor/format-doctor.ts'

const help = `dlw-backend — what TensorFlow.js can compute on here, what would be taken, and what is missing

  --json  print one JSON object
  --help  print this

DLW_BACKEND=<name> examines that backend.`

const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean' } } })
if (values.help) process.stdout.write(`${help}\n`)
else {
  const report = await backendDoctor()
  process.stdout.write(`${values.json ? JSON.stringify(report, undefined, 2) : formatDoctor(report)}\n`)
}
