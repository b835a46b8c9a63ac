// --- Korean words

languages.ko = number => ({
  photos: '사진', photosText: n => `사진 ${number(n)}장`, photoNumber: n => `사진 ${number(n)}`, loading: '사진을 여는 중 …',
  total: n => `${number(n)}장`, inView: n => `지도에 보이는 사진 ${number(n)}장`, here: n => `이 자리의 사진 ${number(n)}장`,
  unplaced: n => `위치 없는 사진 ${number(n)}장`,
  noneHere: '지도의 이 부분에는 사진이 없습니다.', noneFound: '맞는 사진이 없습니다.',
  showAll: '사진 모두 보기', clear: '검색과 거르기 지우기', all: '전체',
  search: '검색', searchNames: '고양이와 태그 검색', noAnswer: '서버가 응답하지 않습니다.', searchLabel: '이름, 태그, 카메라 검색', years: '연도', tags: '고양이와 태그', noDate: '날짜 없음',
  map: '사진 지도',
  mapHelp: '화살표 키로 지도를 움직이고 더하기와 빼기 키로 확대, 축소합니다. 0은 사진을 모두 보이고 Enter는 가운데에서 가장 가까운 것을 엽니다. Tab으로 지도의 사진에 가고 화살표 키로 다음 사진에 갑니다.',
  zoomIn: '확대', zoomOut: '축소', back: '목록으로', previous: '이전 사진', next: '다음 사진', close: '닫기',
  fullScreen: '전체 화면', enlarge: '크게 보기', moveMap: '지도 움직이기', north: '북쪽', south: '남쪽', west: '서쪽', east: '동쪽',
  taken: '찍은 때', changed: '파일 변경', place: '위치', altitude: '고도', heading: '방향', camera: '카메라', problem: '이유',
  file: '파일', tagged: '태그', rating: '별점', stars: n => `별 ${number(n)}개`, atLeast: n => `★ ${number(n)}개 이상`,
  approximate: distance => `어림한 위치, ${distance} 안쪽`, unknownZone: '시간대 모름',
  open: '사진 열기', openVideo: '동영상 열기', noPreview: '미리 보기 없음',
  copy: '위치 복사', copyLink: '링크 복사', copied: '복사했습니다', maps: '다른 지도', marks: '지도의 사진',
  filters: '거르기', from: '처음', to: '끝', folder: '폴더', play: '재생', pause: '멈춤', today: '오늘과 같은 날', hours: '하루 중 시간',
  colour: '색', noColour: '한 가지 색', byTag: '고양이마다 다른 색', byYear: '해마다 다른 색', others: '그 밖',
  trail: '다닌 길', range: '사는 범위', hectares: area => `사는 범위 ${area} ha`,
  fromCentre: distance => `가운데에서 ${distance}`, showOnMap: '지도에서 보기', noStreets: '이 지도에는 길이 없습니다',
  compass: ['북', '북동', '동', '남동', '남', '남서', '서', '북서'],
});
