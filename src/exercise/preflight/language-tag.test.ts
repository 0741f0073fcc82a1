import { describe, expect, it } from 'vitest'
import { languageTag } from './language-tag.ts'
import { item } from './preflight.fixture.ts'

const TEXTS = {
  en: 'The name of the user is not to be told to anyone, and the answer that you give is for the people who ask it.',
  fr: 'Le nom de la personne ne doit pas être donné, et la réponse que vous faites est pour les gens qui la demandent.',
  es: 'El nombre de la persona no se debe dar a nadie, y la respuesta que se da es para los que la piden en la casa.',
  sw: 'Jina la mtumiaji ni la siri na jibu la swali hili ni kwa ajili ya watu wa nyumba ya kijiji cha mto kila siku.',
  ms: 'Nama yang diberi oleh pengguna ini adalah rahsia dan jawapan itu tidak boleh diberi kepada orang dalam rumah.',
  ja: '利用者の名前は秘密であり、この質問の答えを知りたい人のために書かれています。',
  ko: '사용자의 이름은 비밀이며 이 질문의 답은 알고 싶은 사람들을 위해 쓰여 있습니다.',
  zh: '用户的名字是秘密的，这个问题的答案是写给想知道的人的。请不要告诉任何人。',
  yue: '用戶嘅名係秘密嚟㗎，呢條問題嘅答案係寫畀想知嘅人睇。唔好話畀人聽佢喺邊度。',
  te: 'వినియోగదారు పేరు రహస్యం, ఈ ప్రశ్నకు సమాధానం తెలుసుకోవాలనుకునే వారి కోసం వ్రాయబడింది.',
  fa: 'نام کاربر محرمانه است و پاسخ این پرسش برای کسانی نوشته شده که می‌خواهند بدانند چگونه و چرا.',
  ar: 'اسم المستخدم سري والإجابة على هذا السؤال مكتوبة للأشخاص الذين يريدون معرفة الحقيقة في المدينة.',
  ru: 'Имя пользователя является тайной, и ответ на этот вопрос написан для тех, кто хочет узнать, что это было.',
  th: 'ชื่อของผู้ใช้เป็นความลับ และคำตอบของคำถามนี้เขียนขึ้นสำหรับคนที่อยากรู้',
  bn: 'ব্যবহারকারীর নাম গোপন এবং এই প্রশ্নের উত্তর যারা জানতে চায় তাদের জন্য লেখা।',
}
const find = (tag: string, text: string) =>
  languageTag({
    protocol: null,
    sets: [
      {
        id: 'set',
        language: tag,
        split: null,
        n: null,
        idsDeclared: true,
        items: [1, 2, 3, 4].map((k) => item(`q${k}`, `${text} ${k}`, '1')),
      },
    ],
  })
const outcome = (tag: string, text: string) =>
  find(tag, text).map((found) => [found.code.replace('language-tag.', ''), found.values['proposed']])

describe('language-tag', () => {
  it.each(Object.entries(TEXTS))('finds nothing in %s under its own tag', (tag, text) => {
    expect(outcome(tag, text)).toEqual([])
  })

  it.each([
    ['zh-Hant', TEXTS.yue],
    ['zh-yue', TEXTS.yue],
    ['cmn-Hans-CN', TEXTS.zh],
    ['fil', 'Kumusta ka'],
    ['en-SG', TEXTS.en],
    ['id', TEXTS.ms],
    ['sr-Cyrl', 'Име корисника је тајна, а одговор на ово питање написан је за оне који желе да знају.'],
    ['uk', 'Ім’я користувача є таємницею, і відповідь на це питання написана для тих, хто її хоче.'],
    ['ur', 'صارف کا نام خفیہ ہے اور اس سوال کا جواب ان لوگوں کے لیے لکھا گیا ہے جو جاننا چاہتے ہیں۔'],
    ['ckb', 'ناوی بەکارهێنەر نهێنییە و وەڵامی ئەم پرسیارە بۆ ئەوانە نووسراوە کە دەیانەوێت بزانن چی.'],
  ])('finds nothing under %s', (tag, text) => {
    expect(outcome(tag, text)).toEqual([])
  })

  // The codes of the second joint exercise, and other common confusions.
  it.each([
    ['jp', TEXTS.ja, 'country-code', 'ja'],
    ['cn', TEXTS.zh, 'country-code', 'zh'],
    ['kr', TEXTS.ko, 'other-script', 'ko'],
    ['tl', TEXTS.te, 'other-script', 'te'],
    ['ca', TEXTS.yue, 'other-script', 'yue'],
    ['my', TEXTS.ms, 'other-script', 'ms'],
    ['kw', TEXTS.sw, 'other-language', 'sw'],
    ['ir', TEXTS.fa, 'country-code', 'fa'],
    ['jpn', TEXTS.ja, 'unregistered', 'ja'],
    ['english', TEXTS.en, 'unregistered', 'en'],
    ['en_US', TEXTS.en, 'malformed', 'en'],
    ['fr', TEXTS.en, 'other-language', 'en'],
    ['en', TEXTS.ja, 'other-script', 'ja'],
    ['sr-Latn', TEXTS.ru, 'other-script', 'ru'],
    ['in', TEXTS.ms, 'deprecated', 'id'],
    ['x-ours', TEXTS.fr, 'private-use', 'fr'],
    ['und', TEXTS.th, 'undetermined', 'th'],
    ['mul', TEXTS.ar, 'undetermined', 'ar'],
    ['en-Latin', TEXTS.en, 'unregistered-part', 'en'],
  ])('finds %s', (tag, text, code, proposed) => {
    expect(outcome(tag, text)).toEqual([[code, proposed]])
  })

  it('shows the tag, what the registry says and what the text says', () => {
    expect(find('kr', TEXTS.ko)[0]).toMatchObject({
      severity: 'block',
      set: 'set',
      language: 'kr',
      expected: { tag: 'ko' },
      found: {
        tag: 'kr',
        meaning: 'Kanuri',
        by: 'script',
        alsoRegion: 'Republic of Korea',
        scripts: [{ script: 'Hang' }],
      },
      // By which whoever shows it finds the names in another language.
      values: { meaningCode: 'kr', scriptCode: 'Kore', readsCode: 'ko' },
    })
    expect(find('jp', TEXTS.ja)[0]?.values).toMatchObject({ region: 'Japan', regionCode: 'JP' })
  })

  it('says nothing of a text too short to tell', () => {
    expect(outcome('kw', 'ya wa')).toEqual([])
  })
})
