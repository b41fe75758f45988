import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { z } from 'zod';

const project = z.object({
  metadata: z
    .object({
      functions: z
        .record(
          z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens'),
          z.string().regex(/^src\/.+\.ts$/, 'a source below src'),
        )
        .default({}),
    })
    .default({ functions: {} }),
});

/** A Lambda function that a project declares. */
export interface DeclaredFunction {
  readonly name: string;
  /** Absolute path of the source that exports `handler`. */
  readonly source: string;
  /** Absolute path of the zip file that the build makes of it. */
  readonly bundle: string;
}

/**
 * The functions in `metadata.functions` of a project: each name with the path of its source in the project.
 *
 * @param directory absolute path of the project's folder
 * @throws BulkheadError `InvalidFunctions`
 */
export function declaredFunctions(directory: string): DeclaredFunction[] {
  const file = join(directory, 'project.json');
  if (!existsSync(file)) return [];
  const parsed = project.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new BulkheadError(
      'InvalidFunctions',
      [`${file} declares no valid functions:`, ...lines].join('\n'),
      {
        next: 'give metadata.functions a name and a source each, such as "rotate": "src/handler.ts"',
      },
    );
  }
  return Object.entries(parsed.data.metadata.functions).map(([name, source]) => ({
    name,
    source: join(directory, source),
    bundle: join(directory, 'dist/functions', `${name}.zip`),
  }));
}
