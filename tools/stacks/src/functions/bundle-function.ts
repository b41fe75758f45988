import { type Metafile } from 'esbuild';
import { zipSync } from 'fflate';

/** The bundle's file with the handler, as `FunctionBundle.handler` of libs/stack expects. */
const entry = 'index.js';

/** The earliest time that a zip file can hold. Zip keeps local time, so this date is the same in every time zone. */
const epoch = new Date(1980, 0, 1);

/** A file that everybody may read, in the format of zip for Unix (3). */
const attributes = { mtime: epoch, os: 3, attrs: 0o100644 << 16 };

/**
 * Packs one source and everything that it imports into the zip file that Lambda takes. The same sources and packages
 * give the same bytes at any place and time: the code names no path and no time. fflate packs in JavaScript, because
 * Node's own zlib changes with every version.
 *
 * @param source absolute path
 * @param workspaceRoot absolute path of a folder above the source
 * @throws what esbuild says of the source
 */
export async function bundleFunction(source: string, workspaceRoot: string): Promise<Uint8Array> {
  return zipSync({ [entry]: [(await bundledCode(source, workspaceRoot)).code, attributes] }, { level: 9 });
}

/** The code of a function in one file, and the sources that it was made of. */
export async function bundledCode(
  source: string,
  workspaceRoot: string,
): Promise<{ code: Uint8Array; metafile: Metafile }> {
  // Loaded only if there is something to bundle: loading it takes a third of a build.
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
    // The runtime has the SDK. pg asks for the native driver only if it is told to use it.
    external: ['@aws-sdk/*', 'pg-native'],
    // The code names a module by its path. The path has to be the same wherever packages are linked to.
    preserveSymlinks: true,
    // Identifiers are not shortened: short names would depend on the frequency of letters in the sources, types
    // included.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return { code: outputFiles[0]?.contents ?? new Uint8Array(), metafile };
}
