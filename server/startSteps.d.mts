interface Packages {
  packages: Record<
    string,
    { version?: string; optional?: boolean; peer?: boolean; link?: boolean; resolved?: string }
  >
}

export function isNewEnough(version: string): boolean
export function isInstalled(locked: Packages, installed: Packages | undefined): boolean
export function hashOf(paths: readonly string[]): string
export function takeTurn(file: string, onWait: () => void): Promise<{ end(): void }>
