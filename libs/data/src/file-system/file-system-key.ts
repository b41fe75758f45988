import { EncryptionKey } from '@bulkhead/encryption';
import { efs } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';

export interface FileSystemKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/** The key of the file system. */
export class FileSystemKey extends EncryptionKey {
  constructor(scope: Construct, id: string, { nameScope, isProtected }: FileSystemKeyProps) {
    super(scope, id, {
      nameScope,
      name: ['file-system'],
      encrypts: 'File system',
      statements: [efs(nameScope)],
      isProtected,
    });
  }
}
