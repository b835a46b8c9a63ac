// --- Words: Korean, or else English

const language = /^ko\b/i.test(navigator.language) ? 'ko' : 'en';
const locale = navigator.language.toLowerCase().startsWith(language) ? navigator.language : language;
const number = new Intl.NumberFormat(locale).format;
const photosText = n => n === 1 ? '1 photo' : `${number(n)} photos`;

const words = {
  en: {
    photos: 'Photos',
    total: photosText,
    inView: n => `${photosText(n)} in view`,
    here: n => `${photosText(n)} at this place`,
    unplaced: n => `${photosText(n)} without a place`,
    noneHere: 'No photos in this part of the map.', noneFound: 'No photo fits.',
    showAll: 'Show all photos', clear: 'Clear search and filters', all: 'All',
    search: 'Search names and cameras', years: 'Years', noDate: 'No date',
    map: 'Map of the photos',
    mapHelp: 'Arrow keys move the map, plus and minus zoom, 0 shows all photos, Enter opens what is nearest to the centre. Tab goes on to the photos on the map, and arrow keys from one to another.',
    zoomIn: 'Zoom in', zoomOut: 'Zoom out', back: 'Back to the list', previous: 'Previous photo', next: 'Next photo',
    taken: 'Taken', changed: 'File changed', place: 'Place', altitude: 'Altitude', heading: 'Looking', camera: 'Camera', problem: 'Why',
    approximate: distance => `approximate, within ${distance}`, unknownZone: 'time zone unknown',
    open: 'Open the photo', openVideo: 'Open the video', noPreview: 'No preview',
    copy: 'Copy the place', copyLink: 'Copy link', copied: 'Copied', maps: 'Other maps', mapApp: 'Map app', marks: 'Photos on the map', filters: 'Filters', from: 'From', to: 'To', folder: 'Folder', play: 'Play', pause: 'Pause',
    fromCentre: distance => `${distance} from the centre`, showOnMap: 'Show on the map',
    compass: ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'],
  },
  ko: {
    photos: '사진',
    total: n => `${number(n)}장`,
    inView: n => `지도에 보이는 사진 ${number(n)}장`,
    here: n => `이 자리의 사진 ${number(n)}장`,
    unplaced: n => `위치 없는 사진 ${number(n)}장`,
    noneHere: '지도의 이 부분에는 사진이 없습니다.', noneFound: '맞는 사진이 없습니다.',
    showAll: '사진 모두 보기', clear: '검색과 거르기 지우기', all: '전체',
    search: '이름, 카메라 검색', years: '연도', noDate: '날짜 없음',
    map: '사진 지도',
    mapHelp: '화살표 키로 지도를 움직이고 더하기와 빼기 키로 확대, 축소합니다. 0은 사진을 모두 보이고 Enter는 가운데에서 가장 가까운 것을 엽니다. Tab으로 지도의 사진에 가고 화살표 키로 다음 사진에 갑니다.',
    zoomIn: '확대', zoomOut: '축소', back: '목록으로', previous: '이전 사진', next: '다음 사진',
    taken: '찍은 때', changed: '파일 변경', place: '위치', altitude: '고도', heading: '방향', camera: '카메라', problem: '이유',
    approximate: distance => `어림한 위치, ${distance} 안쪽`, unknownZone: '시간대 모름',
    open: '사진 열기', openVideo: '동영상 열기', noPreview: '미리 보기 없음',
    copy: '위치 복사', copyLink: '링크 복사', copied: '복사했습니다', maps: '다른 지도', mapApp: '지도 앱', marks: '지도의 사진', filters: '거르기', from: '처음', to: '끝', folder: '폴더', play: '재생', pause: '멈춤',
    fromCentre: distance => `가운데에서 ${distance}`, showOnMap: '지도에서 보기',
    compass: ['북', '북동', '동', '남동', '남', '남서', '서', '북서'],
  },
}[language];
