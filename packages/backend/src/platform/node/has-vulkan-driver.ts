import { existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Whether this Linux has a Vulkan driver: a manifest in one of the places where the Vulkan loader looks. Without one,
 * Dawn prints warnings to the terminal.
 */
export function hasVulkanDriver(): boolean {
  const { env } = process
  const paths = (text: string | undefined) => (text ?? '').split(':').filter(Boolean)
  const roots = [
    ...[env.XDG_CONFIG_HOME || join(homedir(), '.config'), ...paths(env.XDG_CONFIG_DIRS), '/etc/xdg'],
    ...['/usr/local/etc', '/etc', env.XDG_DATA_HOME || join(homedir(), '.local/share'), ...paths(env.XDG_DATA_DIRS)],
    ...['/usr/local/share', '/usr/share', '/run/opengl-driver/share'],
  ]
  const named = paths(env.VK_DRIVER_FILES || env.VK_ICD_FILENAMES)
  const usual = [...paths(env.VK_ADD_DRIVER_FILES), ...roots.map((root) => join(root, 'vulkan/icd.d'))]
  const places = named.length > 0 ? named : usual
  return places.some((place) => {
    if (!existsSync(place)) return false
    return !statSync(place).isDirectory() || readdirSync(place).some((name) => name.endsWith('.json'))
  })
}
