/**
 * How AWS and its provider say that an object is there already: `AlreadyExistsException`, `EntityAlreadyExists`,
 * `RouteAlreadyExists`, `DBParameterGroupAlreadyExists`, `BucketAlreadyOwnedByYou`, `InvalidPermission.Duplicate`,
 * `Resource.AlreadyAssociated`, `DBProxyTargetAlreadyRegisteredFault`, `ResourceExistsException` of Secrets Manager,
 * `MountTargetConflict` of EFS, and of Lambda a `ResourceConflictException` that says so in words.
 */
const alreadyThere =
  /Already(?:Exist|OwnedByYou|Registered|Associated)|\.Duplicate\b|ResourceExistsException|MountTargetConflict|already (?:exists|registered|associated|attached)\b/;

/** Whether a failure says that what was to be created is there already. */
export function isAlreadyThere(text: string): boolean {
  return alreadyThere.test(text);
}
