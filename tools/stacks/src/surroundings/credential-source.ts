import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { awsFiles } from './aws-files';

/** Changes to the variables of this process, and the messages about them. */
export interface CredentialSource {
  /** `undefined` removes a variable. */
  readonly changes: Readonly<Record<string, string | undefined>>;
  readonly lines: readonly string[];
}

/**
 * Makes the source of credentials unambiguous. If there are several, the SDK of the tool takes the profile, and
 * Terraform takes keys or a token: the account of one would be checked, and the other would deploy.
 * https://github.com/aws/aws-sdk-js-v3/issues/2549, https://github.com/aws/aws-sdk-go-v2/issues/2794
 *
 * Keys come first, as for the aws CLI, then a token, then a profile.
 */
export function credentialSource(variables: NodeJS.ProcessEnv): CredentialSource {
  const profile = variables['AWS_PROFILE'] || variables['AWS_DEFAULT_PROFILE'] || undefined;
  const without = (reason: string) =>
    profile === undefined ? [] : [`AWS_PROFILE is ignored: ${reason}, which come first.`];
  const noProfile = { AWS_PROFILE: undefined, AWS_DEFAULT_PROFILE: undefined };

  if (variables['AWS_ACCESS_KEY_ID'] && variables['AWS_SECRET_ACCESS_KEY'])
    return { changes: noProfile, lines: without('there are keys in AWS_ACCESS_KEY_ID') };

  if (variables['AWS_WEB_IDENTITY_TOKEN_FILE']) {
    const files = Object.values(awsFiles(variables)).filter((file) => existsSync(file) && file !== devNull);
    return {
      // The SDK would take the default profile before the token.
      changes: { ...noProfile, AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull },
      lines: [
        ...without('there are credentials for AWS_WEB_IDENTITY_TOKEN_FILE'),
        ...(files.length > 0 ? [`${files.join(' and ')} are ignored: a token says who you are.`] : []),
      ],
    };
  }
  return { changes: { ...noProfile, AWS_PROFILE: profile }, lines: [] };
}
