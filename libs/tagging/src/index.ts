export {
  addressTag,
  addressTagKey,
  backupTag,
  backupTagKey,
  dataClassifications,
  environmentTag,
  missingTags,
  tagKeys,
  tagsFor,
  type DataClassification,
  type TagInput,
  type TagKey,
} from './tags';
