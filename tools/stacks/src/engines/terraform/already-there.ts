/**
 * How AWS and its provider report that an object already exists: `AlreadyExistsException`, `EntityAlreadyExists`,
 * `RouteAlreadyExists`, `DBParameterGroupAlreadyExists`, `BucketAlreadyOwnedByYou`, `InvalidPermission.Duplicate`,
 * `Resource.AlreadyAssociated`, `DBProxyTargetAlreadyRegisteredFault`, `ResourceExistsException` of Secrets Manager,
 * `MountTargetConflict` of EFS, `InvalidSubnet.Conflict` of a subnet, and Lambda's `ResourceConflictException` with
 * such a message.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const alreadyThere =
  /Already(?:Exist|OwnedByYou|Registered|Associated)|\.Duplicate\b|ResourceExistsException|MountTargetConflict|InvalidSubnet\.Conflict|already (?:exists|registered|associated|attached)\b/;

/** Whether a failure says that the object already exists. */
export function isAlreadyThere(text: string): boolean {
  return alreadyThere.test(text);
}
