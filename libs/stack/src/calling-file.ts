/** A file of an app or a lib in a stack trace: compiled, or the source itself in a spec. */
const inProject = /((?:apps|libs)\/[^/]+)\/(?:dist|src)\/([^:)]+)\.[jt]s\b/;

/** The adapters. Their code is between an app and the function that asks. */
const adapters = /^libs\/(stack|cdk|cdktf)\//;

/**
 * The source file of the calling app or lib, from the workspace root: the same path on every machine.
 *
 * @returns undefined if no frame is in the workspace
 */
export function callingFile(trace: string = new Error().stack ?? ''): string | undefined {
  for (const line of trace.split('\n')) {
    const [, project, file] = inProject.exec(line) ?? [];
    if (project && !line.includes('/node_modules/') && !adapters.test(`${project}/`)) {
      return `${project}/src/${file}.ts`;
    }
  }
  return undefined;
}
