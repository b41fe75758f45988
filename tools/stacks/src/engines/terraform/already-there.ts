/**
 * How AWS and its provider say that an object is there already: `AlreadyExistsException`, `EntityAlreadyExists`,
 * `RouteAlreadyExists`, `DBParameterGroupAlreadyExists`, `BucketAlreadyOwnedByYou`, `InvalidPermission.Duplicate`,
 * `Resource.AlreadyAssociated`, `DBProxyTargetAlreadyRegisteredFault`, `ResourceExistsException` of Secrets Manager,
 * `MountTargetConflict` of EFS, `InvalidSubnet.Conflict` of a subnet, and of Lambda a `ResourceConflictException` that
 * says so in words.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const alreadyThere =
  /Already(?:Exist|OwnedByYou|Registered|Associated)|\.Duplicate\b|ResourceExistsException|MountTargetConflict|InvalidSubnet\.Conflict|already (?:exists|registered|associated|attached)\b/;

/** Whether a failure says that what was to be created is there already. */
export function isAlreadyThere(text: string): boolean {
  return alreadyThere.test(text);
}
