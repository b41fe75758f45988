import { account, fileSystem } from './examples';
import { ruleCases } from './rule-cases';
import { efsPolicyTls } from './efs-policy-tls';

ruleCases(efsPolicyTls, {
  compliant: {
    'a denial of plain text': fileSystem(),
    'an allowance over TLS only': fileSystem({
      FileSystemPolicy: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${account}:role/task` },
            Action: 'elasticfilesystem:ClientMount',
            Condition: { Bool: { 'aws:SecureTransport': 'true' } },
          },
        ],
      },
    }),
  },
  nonCompliant: { 'no policy': fileSystem({ FileSystemPolicy: undefined }) },
});
