/** A file of an app or a lib as a stack trace names it: compiled, or the source itself in a spec. */
const inProject = /((?:apps|libs)\/[^/]+)\/(?:dist|src)\/([^:)]+)\.[jt]s\b/;

/** The adapters, whose code stands between an app and its caller. */
const adapters = /^libs\/(stack|cdk|cdktf)\//;

/**
 * The source file of the app or lib that called, from the root of the workspace and so the same on every machine.
 *
 * @returns undefined where nothing on the stack is of the workspace
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
