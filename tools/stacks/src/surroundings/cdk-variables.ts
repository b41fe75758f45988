import { dropped, ignored, passes, refused, type VariableRule } from './ruling';

/**
 * What the CDK, its toolkit and CDKTF read. The files of the cdk command, `cdk.json`, `cdk.context.json` and
 * `~/.cdk.json`, have no part in a run: an app is started without the command, and its toolkit is handed what the app
 * made.
 */
export const cdkVariables: readonly VariableRule[] = [
  refused(
    ['CDK_CONTEXT_JSON', 'CDKTF_CONTEXT_JSON'],
    'Context of the shell would change what stacks synthesize to.',
  ),
  passes(['CDK_HOME', 'CDK_DOCKER'], [], 'Where the toolkit caches, and what builds images.'),
  passes(['CDK_ROLE_SESSION_NAME'], [], 'What CloudTrail calls the session.'),
  dropped(['CDK_VALIDATION'], 'The tool sets its own.'),
  ignored(
    ['CDK_DEFAULT_ACCOUNT', 'CDK_DEFAULT_REGION', 'CDK_DEPLOY_ACCOUNT', 'CDK_DEPLOY_REGION'],
    'The environment says which account and which regions.',
  ),
  ignored(
    ['CDK_OUTDIR', 'CDKTF_OUTDIR', 'CDKTF_TARGET_STACK_ID', 'CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'],
    'The tool says what is synthesized, and where to.',
  ),
  ignored(
    ['CDK_S3_FORCE_PATH_STYLE', 'CDK_NEW_BOOTSTRAP', 'CDK_BLOCK_DEPRECATIONS', 'CDK_DEBUG*'],
    'What the toolkit does is decided for all machines alike.',
  ),
];
