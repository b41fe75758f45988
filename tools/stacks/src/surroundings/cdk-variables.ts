import { dropped, ignored, passes, refused, type VariableRule } from './ruling';

/**
 * Variables that the CDK, its toolkit and CDKTF read. The files of the cdk command, `cdk.json`, `cdk.context.json` and
 * `~/.cdk.json`, have no part in a run: an app is started without the command, and its output is given to the toolkit.
 */
export const cdkVariables: readonly VariableRule[] = [
  refused(
    ['CDK_CONTEXT_JSON', 'CDKTF_CONTEXT_JSON'],
    'Context from the shell would change the synthesized stacks.',
  ),
  passes(
    ['CDK_HOME', 'CDK_DOCKER'],
    [],
    'The cache folder of the toolkit, and the program that builds images.',
  ),
  passes(['CDK_ROLE_SESSION_NAME'], [], 'The name of the session in CloudTrail.'),
  dropped(['CDK_VALIDATION'], 'The tool sets its own value.'),
  ignored(
    ['CDK_DEFAULT_ACCOUNT', 'CDK_DEFAULT_REGION', 'CDK_DEPLOY_ACCOUNT', 'CDK_DEPLOY_REGION'],
    'The environment names the account and the regions.',
  ),
  ignored(
    ['CDK_OUTDIR', 'CDKTF_OUTDIR', 'CDKTF_TARGET_STACK_ID', 'CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'],
    'The tool decides what is synthesized, and into which folder.',
  ),
  ignored(
    ['CDK_S3_FORCE_PATH_STYLE', 'CDK_NEW_BOOTSTRAP', 'CDK_BLOCK_DEPRECATIONS', 'CDK_DEBUG*'],
    'The toolkit works in the same way on all machines.',
  ),
];
