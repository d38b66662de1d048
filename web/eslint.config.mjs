// Rules for the portal and for the TypeScript of tests/ and tools/. ESLint is started from the root of the repository:
// web/node_modules/.bin/eslint -c web/eslint.config.mjs web tests tools. A rule that is off or bent says here why.
import { fileURLToPath } from 'node:url'
import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const typescript = ['**/*.ts', '**/*.tsx']

export default defineConfig(
    // What is generated or built is not written by hand.
    { ignores: ['**/node_modules/', '**/dist/', '**/build/', '**/test-results/', '**/src/api/schema.d.ts'] },
    { linterOptions: { reportUnusedDisableDirectives: 'error' } },
    {
        files: ['**/*.mjs'],
        extends: [js.configs.recommended],
        languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
    },
    {
        files: typescript,
        extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
        languageOptions: {
            parserOptions: {
                project: ['web/tsconfig.json', 'tools/tsconfig.json', 'tests/portal/tsconfig.json'],
                tsconfigRootDir: fileURLToPath(new URL('..', import.meta.url)),
            },
        },
        rules: {
            '@typescript-eslint/consistent-type-imports': 'error',
            // A union that grows shows each switch that does not know its new member.
            '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
            // node:test runs what is registered; its promises are its own.
            '@typescript-eslint/no-floating-promises': [
                'error',
                {
                    allowForKnownSafeCalls: [
                        { from: 'package', package: 'node:test', name: ['test', 'describe', 'before', 'after'] },
                    ],
                },
            ],
            // A name that is left out of an object by taking it apart, or that a signature demands, begins with "_".
            '@typescript-eslint/no-unused-vars': [
                'error',
                { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
            ],
            // Off: a function that answers a promise because its callers wait for one needs nothing to wait for itself.
            '@typescript-eslint/require-await': 'off',
        },
    },
    {
        // What the API and a page in the browser answer is `any` there: a wrong name makes the test fail that reads it, and
        // a second copy of the API's types would only have to be kept.
        files: ['tests/**/*.ts', 'tools/**/*.ts'],
        rules: {
            '@typescript-eslint/no-explicit-any': 'off',
            '@typescript-eslint/no-unsafe-argument': 'off',
            '@typescript-eslint/no-unsafe-assignment': 'off',
            '@typescript-eslint/no-unsafe-call': 'off',
            '@typescript-eslint/no-unsafe-member-access': 'off',
            '@typescript-eslint/no-unsafe-return': 'off',
        },
    },
    {
        files: ['web/**/*.ts', 'web/**/*.tsx', 'src/**/*.ts', 'src/**/*.tsx', 'test/**/*.ts'],
        extends: [reactHooks.configs.flat['recommended-latest'], jsxA11y.flatConfigs.recommended],
        rules: {
            // Off: a dialog and a page of one form begin with the focus in their first field (ARIA's pattern for dialogs).
            'jsx-a11y/no-autofocus': 'off',
            // A table whose rows become cards by `display` loses its roles in browsers, so they are written out.
            'jsx-a11y/no-redundant-roles': ['error', { thead: ['rowgroup'], tbody: ['rowgroup'] }],
            'jsx-a11y/no-interactive-element-to-noninteractive-role': ['error', { tr: ['row'], td: ['cell'] }],
            // What scrolls, a picture with figures to step through and a separator that moves are reached by keyboard.
            'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['region', 'img', 'separator'] }],
        },
    },
)
