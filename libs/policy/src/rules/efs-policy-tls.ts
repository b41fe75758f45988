import { refusesPlainText, statementsOf } from '../reading/policy-documents';
import { resourceRule, unless } from './resource-rule';

/** A file system must refuse every client without TLS, however the client mounts it. */
export const efsPolicyTls = resourceRule({
  id: 'efs-policy-tls',
  title: 'The policy of a file system refuses clients without TLS.',
  controls: ['164.312(a)(2)(iv)', '164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
  types: ['AWS::EFS::FileSystem'],
  judge: ({ properties }) => {
    const policy = properties['FileSystemPolicy'];
    const allowing = statementsOf(policy).filter(({ effect }) => effect === 'Allow');
    const onlyOverTls =
      allowing.length > 0 &&
      allowing.every(({ conditions }) =>
        conditions.some(({ key, values }) => key === 'aws:securetransport' && String(values[0]) === 'true'),
      );
    return unless(
      refusesPlainText(policy) || onlyOverTls,
      'It can be mounted without TLS: deny clients in its policy if aws:SecureTransport is false.',
    );
  },
});
