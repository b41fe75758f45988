export { EncryptionKey, type EncryptionKeyProps } from './encryption-key';
export { removalOf } from './removal';
