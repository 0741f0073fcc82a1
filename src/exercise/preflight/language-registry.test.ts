import { describe, expect, it } from 'vitest'
import {
  findGrandfathered,
  findLanguage,
  findRegion,
  findScript,
  isExtlang,
  isPrivateUse,
  isVariant,
  parseLanguageTag,
} from './language-registry.ts'
import {
  EXTLANG_RECORDS,
  GRANDFATHERED_RECORDS,
  LANGUAGE_RECORDS,
  REGION_RECORDS,
  SCRIPT_RECORDS,
  VARIANT_RECORDS,
} from './language-subtags.ts'

describe('language tags', () => {
  // RFC 5646, appendix A.
  it.each([
    'de',
    'fr',
    'ja',
    'i-enochian',
    'zh-Hant',
    'zh-Hans',
    'sr-Cyrl',
    'sr-Latn',
    'zh-cmn-Hans-CN',
    'cmn-Hans-CN',
    'zh-yue-HK',
    'yue-HK',
    'zh-Hans-CN',
    'sr-Latn-RS',
    'sl-rozaj',
    'sl-rozaj-biske',
    'sl-nedis',
    'de-CH-1901',
    'sl-IT-nedis',
    'hy-Latn-IT-arevela',
    'de-DE',
    'en-US',
    'es-419',
    'de-CH-x-phonebk',
    'az-Arab-x-AZE-derbend',
    'x-whatever',
    'qaa-Qaaa-QM-x-southern',
    'de-Qaaa',
    'sr-Latn-QM',
    'sr-Qaaa-RS',
    'en-US-u-islamcal',
    'zh-CN-a-myext-x-private',
    'en-a-myext-b-another',
  ])('%s is well-formed', (tag) => {
    expect(findGrandfathered(tag) ?? parseLanguageTag(tag)).not.toBeNull()
  })

  it.each([
    'de-419-DE',
    'a-DE',
    'ar-a-aaa-b-bbb-a-ccc',
    'en_US',
    'e',
    '',
    'en-',
    'de-1901-1901',
    'kiswahili-ke-ke',
    'français',
  ])('%s is not', (tag) => {
    expect(findGrandfathered(tag) ?? parseLanguageTag(tag)).toBeNull()
  })

  it('takes a tag apart', () => {
    expect(parseLanguageTag('ZH-yue-hant-hk')).toEqual({
      language: 'zh',
      extlangs: ['yue'],
      script: 'Hant',
      region: 'HK',
      variants: [],
    })
  })

  it('knows the registry', () => {
    expect(findLanguage('sw')?.meaning).toBe('Swahili (macrolanguage)')
    expect(findLanguage('kw')?.meaning).toBe('Cornish')
    expect(findLanguage('ja')?.script).toBe('Jpan')
    expect(findLanguage('iw')?.preferred).toBe('he')
    for (const code of ['jp', 'cn', 'jpn', 'xx', 'eng']) expect(findLanguage(code)).toBeUndefined()
    expect(findRegion('jp')?.meaning).toBe('Japan')
    expect(findRegion('419')?.meaning).toBe('Latin America and the Caribbean')
    expect(findScript('Hant')?.meaning).toBe('Han (Traditional variant)')
    expect(isExtlang('yue', 'zh')).toBe(true)
    expect(isExtlang('yue', 'ar')).toBe(false)
    expect(isVariant('1996')).toBe(true)
    expect(findGrandfathered('i-klingon')?.preferred).toBe('tlh')
    expect([
      isPrivateUse('language', 'qtz'),
      isPrivateUse('language', 'aa'),
      isPrivateUse('region', 'aa'),
    ]).toEqual([true, false, true])
  })

  it('is complete: as many records of each type as the registry of that date', () => {
    const count = (records: string) => records.split(/;\n?/).length
    // Without the ranges for private use: one of languages, one of scripts, two of regions.
    expect(
      [
        LANGUAGE_RECORDS,
        EXTLANG_RECORDS,
        SCRIPT_RECORDS,
        REGION_RECORDS,
        VARIANT_RECORDS,
        GRANDFATHERED_RECORDS,
      ].map(count),
    ).toEqual([8267, 256, 224, 303, 134, 26])
  })
})
