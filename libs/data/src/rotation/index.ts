export { CredentialRotation, type CredentialRotationProps } from './credential-rotation';
export { RotatedCredentials, type RotatedCredentialsProps } from './rotated-credentials';
export { rotationLogGroupName } from './rotation-names';
