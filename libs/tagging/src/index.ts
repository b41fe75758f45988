export {
  addressTag,
  addressTagKey,
  backupTag,
  dataClassifications,
  environmentTag,
  missingTags,
  tagKeys,
  tagsFor,
  type DataClassification,
  type TagInput,
  type TagKey,
} from './tags';
