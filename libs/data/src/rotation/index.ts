export { CredentialRotation, type CredentialRotationProps } from './credential-rotation';
export { rotationLogGroupName } from './rotation-names';
