package org.throughline.search;

/** Some resources to be searched: two patients, whom they saw, what was found. */
final class SearchSample {
    private SearchSample() {}

    /** A record of its own that holds them. */
    static SearchFixture stored() {
        SearchFixture fixture = new SearchFixture();
        fixture.store("""
                {'resourceType':'Organization','id':'o1','name':'Good Health','identifier':[{'value':'org-1'}]}""", """
                {'resourceType':'Practitioner','id':'dr','name':[{'family':'Müller','given':['Zoë']}],
                 'identifier':[{'system':'http://npi','value':'77'}]}""", """
                {'resourceType':'Patient','id':'p1','active':true,'gender':'female','birthDate':'1980-05-01',
                 'name':[{'family':'Åkesson','given':['Anna','Maria'],'use':'official'}],
                 'identifier':[{'system':'http://mrn','value':'1',
                   'type':{'coding':[{'system':'http://t','code':'MR'}],'text':'Record number'}}],
                 'telecom':[{'system':'email','value':'anna@example.org'},{'system':'phone','value':'555'}],
                 'address':[{'city':'Lund','postalCode':'22100'}],
                 'managingOrganization':{'reference':'Organization/o1'},
                 'generalPractitioner':[{'reference':'Practitioner/dr'}]}""", """
                {'resourceType':'Patient','id':'p2','gender':'male','birthDate':'1975','deceasedBoolean':true,
                 'name':[{'family':'Berg','given':['Bo']}],'identifier':[{'system':'http://other','value':'1'}],
                 'meta':{'tag':[{'system':'http://tags','code':'demo'}],'profile':['http://a.org/P/x']}}""", """
                {'resourceType':'Encounter','id':'e1','status':'finished','class':{'code':'AMB'},
                 'subject':{'reference':'Patient/p1'},'period':{'start':'2024-01-10T10:00:00Z','end':'2024-01-12'},
                 'participant':[{'individual':{'reference':'Practitioner/dr'}}]}""", """
                {'resourceType':'Condition','id':'c1','code':{'coding':[{'system':'http://snomed.info/sct',
                 'code':'44054006','display':'Diabetes mellitus type 2'}],'text':'Sugar'},
                 'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical',
                  'code':'active'}]},
                 'subject':{'reference':'Patient/p1'},'onsetDateTime':'2020','encounter':{'reference':'Encounter/e1'}}""", """
                {'resourceType':'Observation','id':'ob1','status':'final','code':{'coding':[{'system':'http://loinc.org',
                 'code':'4548-4','display':'A1c'}]},'subject':{'reference':'Patient/p1'},
                 'effectiveDateTime':'2024-01-10','valueQuantity':{'value':6.50,'unit':'%','system':
                 'http://unitsofmeasure.org','code':'%'},'performer':[{'reference':'Practitioner/dr'}]}""", """
                {'resourceType':'Observation','id':'ob2','status':'amended','code':{'coding':[{'system':'http://loinc.org',
                 'code':'29463-7'}]},'subject':{'reference':'Patient/p1'},'effectivePeriod':{'start':'2024-03-01'},
                 'valueQuantity':{'value':1,'unit':'g','system':'http://unitsofmeasure.org','code':'g'},
                 'encounter':{'reference':'Encounter/e1'}}""", """
                {'resourceType':'Observation','id':'ob3','status':'final','code':{'coding':[{'system':'http://loinc.org',
                 'code':'85354-9'}]},'subject':{'reference':'Patient/p2'},'effectiveDateTime':'2023-05-05T08:00:00+02:00',
                 'component':[{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]},
                   'valueQuantity':{'value':150,'unit':'mmHg','system':'http://unitsofmeasure.org','code':'mm[Hg]'}},
                  {'code':{'coding':[{'system':'http://loinc.org','code':'8462-4'}]},
                   'valueQuantity':{'value':90,'unit':'mmHg','system':'http://unitsofmeasure.org','code':'mm[Hg]'}}]}""", """
                {'resourceType':'Observation','id':'ob4','status':'final','code':{'text':'Mood today'},
                 'subject':{'identifier':{'system':'http://mrn','value':'9'}},'valueString':'very good'}""", """
                {'resourceType':'Location','id':'lund','position':{'latitude':55.70,'longitude':13.19},
                 'address':{'line':['Lundagatan 1'],'city':'Lund'}}""", """
                {'resourceType':'List','id':'l','status':'current','mode':'working',
                 'entry':[{'item':{'reference':'Observation/ob1'}},{'item':{'reference':'Patient/p2'}}]}""", """
                {'resourceType':'ValueSet','id':'vs','url':'http://a.org/vs/one','status':'draft','version':'2'}""", """
                {'resourceType':'Questionnaire','id':'q','url':'http://a.org/q/long/one','status':'active'}""", """
                {'resourceType':'QuestionnaireResponse','id':'qr','status':'completed',
                 'questionnaire':'http://a.org/q/long/one|1.0','subject':{'reference':'Patient/p2'}}""");
        return fixture;
    }
}
