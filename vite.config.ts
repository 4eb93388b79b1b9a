import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? '.' : 'web',
  plugins: [react()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: isSsrBuild
    ? { outDir: 'dist/server', target: 'node20', emptyOutDir: true, sourcemap: true }
    : { outDir: '../dist/web', target: 'es2022', emptyOutDir: true, sourcemap: false },
  test: {
    projects: [
      {
        extends: true,
        root: '.',
        test: {
          name: 'unit',
          root: '.',
          include: ['{shared,server,e2e}/**/*.test.ts'],
          exclude: ['**/*.live.test.ts', '**/node_modules/**'],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          root: '.',
          include: ['web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['web/app/testSetup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'live',
          root: '.',
          include: ['server/**/*.live.test.ts'],
          environment: 'node',
          testTimeout: 30000,
          hookTimeout: 90000,
          fileParallelism: false,
        },
      },
    ],
  },
}))
