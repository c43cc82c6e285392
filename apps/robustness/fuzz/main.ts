/** `pnpm fuzz [kind …] [--count] [--seed] [--seconds]`: feeds damaged and hostile files to every reader. */
process.stdout.write('fuzz: no kinds yet\n')
