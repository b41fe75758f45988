export {
  addressTag,
  addressTagKey,
  backupTag,
  dataClassifications,
  missingTags,
  tagKeys,
  tagsFor,
  type DataClassification,
  type TagInput,
  type TagKey,
} from './tags';
