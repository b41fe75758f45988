import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { oneEngine, packagesOf } from './tools/boundaries/one-engine.cjs';
import { roomOrder } from './tools/stacks/eslint-rooms.cjs';

/** Every import arrow allowed in the house; what is not listed is refused. */
const depConstraints = [
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:construct', 'type:adapter', 'type:neutral'] },
  {
    sourceTag: 'type:construct',
    onlyDependOnLibsWithTags: ['type:construct', 'type:adapter', 'type:neutral'],
  },
  { sourceTag: 'type:adapter', onlyDependOnLibsWithTags: ['type:neutral'] },
  {
    sourceTag: 'type:neutral',
    onlyDependOnLibsWithTags: ['type:neutral'],
    bannedExternalImports: [...packagesOf.cdk, ...packagesOf.cdktf, 'constructs'],
  },
  {
    sourceTag: 'type:policy',
    onlyDependOnLibsWithTags: ['type:neutral'],
    // It looks at what both engines synthesized; aws-cdk-lib is there for cdk-nag alone.
    bannedExternalImports: packagesOf.cdktf,
  },
  {
    sourceTag: 'type:reference',
    onlyDependOnLibsWithTags: ['type:adapter', 'type:tool', 'type:policy', 'type:neutral'],
  },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:tool', 'type:policy', 'type:neutral'] },
  {
    sourceTag: 'engine:cdk',
    onlyDependOnLibsWithTags: ['engine:cdk', 'engine:none'],
    bannedExternalImports: packagesOf.cdktf,
  },
  {
    sourceTag: 'engine:cdktf',
    onlyDependOnLibsWithTags: ['engine:cdktf', 'engine:none'],
    bannedExternalImports: packagesOf.cdk,
  },
  {
    // The app imports both; which engine a file of the app may import is for the rule `one-engine`.
    sourceTag: 'engine:both',
    onlyDependOnLibsWithTags: ['engine:cdk', 'engine:cdktf', 'engine:none'],
  },
  // Whoever imports such a project gets both engines.
  { sourceTag: '*', notDependOnLibsWithTags: ['engine:both'] },
];

export default [
  { ignores: ['**/dist', '**/.nx', '**/.bulkhead', '**/coverage'] },
  ...nx.configs['flat/base'],
  ...nx.configs['flat/typescript'],
  {
    files: ['**/*.ts'],
    plugins: { bulkhead: { rules: { 'one-engine': oneEngine } } },
    rules: {
      'bulkhead/one-engine': 'error',
      '@nx/enforce-module-boundaries': [
        'error',
        { allow: [], depConstraints, banTransitiveDependencies: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@cdktf/provider-aws',
              message: 'Import the resource by subpath: the barrel costs 5 s and 550 MB.',
            },
            { name: 'aws-cdk-lib', message: 'Import the service by subpath.' },
          ],
        },
      ],
    },
  },
  {
    files: ['tools/stacks/src/**/*.ts'],
    plugins: { stacks: { rules: { 'room-order': roomOrder } } },
    rules: { 'stacks/room-order': 'error' },
  },
  prettier,
];
