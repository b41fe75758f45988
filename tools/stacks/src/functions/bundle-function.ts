import { type Metafile } from 'esbuild';
import { zipSync } from 'fflate';

/** The file in the bundle that has the handler: what `FunctionBundle.handler` of libs/stack says. */
const entry = 'index.js';

/** The earliest time that a zip file can hold, which is kept in local time and so is the same in every zone. */
const epoch = new Date(1980, 0, 1);

/** A file that everybody may read, as zip keeps it of a Unix (3). */
const attributes = { mtime: epoch, os: 3, attrs: 0o100644 << 16 };

/**
 * One source with all that it imports, as the zip file that Lambda takes. The same sources and packages give the same
 * bytes wherever and whenever: the code names no path and no time, and fflate packs in JavaScript, where Node's own zlib
 * is another with every version.
 *
 * @param source absolute path
 * @param workspaceRoot absolute path, below which the source is
 * @throws what esbuild says of the source
 */
export async function bundleFunction(source: string, workspaceRoot: string): Promise<Uint8Array> {
  return zipSync({ [entry]: [(await bundledCode(source, workspaceRoot)).code, attributes] }, { level: 9 });
}

/** The code of a function in one file, and what it was made of. */
export async function bundledCode(
  source: string,
  workspaceRoot: string,
): Promise<{ code: Uint8Array; metafile: Metafile }> {
  // Loaded where there is something to bundle: it is a third of a build.
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: [source],
    absWorkingDir: workspaceRoot,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    // The runtime of libs/stack's function bundles.
    target: 'node22',
    format: 'cjs',
    conditions: ['@bulkhead/source'],
    tsconfigRaw: {},
    // The runtime has the SDK; pg asks for the native driver only where it is told to use it.
    external: ['@aws-sdk/*', 'pg-native'],
    // The name of a module in the code is its path, which must be the same wherever packages are linked to.
    preserveSymlinks: true,
    // Identifiers stay: their short names would depend on which letters are frequent in the sources, types included.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return { code: outputFiles[0]?.contents ?? new Uint8Array(), metafile };
}
