-- Members of the network as apps: what they say with each request for a token. Owned by the room login.
ALTER TABLE app ADD COLUMN organization text COLLATE "C"; -- the address of the member for which it acts; null: of nobody's
ALTER TABLE app_token ADD COLUMN asker text;              -- for whom it was asked; null: not by a member
ALTER TABLE app_token ADD COLUMN asker_role text;
ALTER TABLE app_token ADD COLUMN purpose text COLLATE "C";

-- The role of members, for installations whose roles are there already. It reads what the patients' treatment needs, of whom the
-- member treats; records about substance use it does not, unless the practice adds that.
INSERT INTO role (code, name, held_by, purpose, clearances, duties)
SELECT 'peer', 'Member of the network', 'PROGRAM', 'TREAT', ARRAY['ADOL', 'GDIS', 'HIV', 'PSY', 'SDV', 'SEX', 'STD'], ARRAY[]::text[]
 WHERE EXISTS (SELECT 1 FROM role) AND NOT EXISTS (SELECT 1 FROM role WHERE code = 'peer');
INSERT INTO permission (role, types, interactions, extent, filters)
SELECT role, each.types, 'rs', each.extent, ARRAY[]::text[]
  FROM role, (VALUES
    (string_to_array('AdverseEvent AllergyIntolerance Binary BodyStructure CarePlan CareTeam ClinicalImpression Composition Condition'
      || ' DetectedIssue Device DeviceMetric DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference'
      || ' Encounter EpisodeOfCare FamilyMemberHistory Flag Goal GuidanceResponse ImagingStudy Immunization ImmunizationEvaluation'
      || ' ImmunizationRecommendation List Media Medication MedicationAdministration MedicationDispense MedicationRequest'
      || ' MedicationStatement MolecularSequence NutritionOrder Observation Procedure Provenance QuestionnaireResponse RequestGroup'
      || ' RiskAssessment ServiceRequest Specimen SupplyDelivery SupplyRequest VisionPrescription', ' '), 'TREATED'),
    (ARRAY['Patient', 'Person', 'RelatedPerson'], 'TREATED'),
    (ARRAY['Endpoint', 'HealthcareService', 'Location', 'Organization', 'OrganizationAffiliation', 'Practitioner',
           'PractitionerRole'], 'EVERYONE')) AS each (types, extent)
 WHERE code = 'peer' AND NOT EXISTS (SELECT 1 FROM permission p WHERE p.role = role.role);
