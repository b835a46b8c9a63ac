// --- Korean words of the server's own part

serverLanguages.ko = number => {
  const photos = n => `사진 ${number(n)}장`;
  return {
    // Everywhere
    ways: '이동', toMap: '지도로', close: '닫기', cancel: '취소', done: '완료', later: '나중에', more: '더 보기', keep: '저장', kept: '저장했습니다.', end: '끝내기', none: '없습니다.',
    oneMoment: '잠시만요 …', copy: '복사', copied: '복사했습니다', copyLink: '링크 복사', share: '링크 보내기', tryAgain: '다시 시도', photo: '사진', noPicture: '미리보기 없음', privacy: '여기에 저장되는 것',
    // What goes wrong
    mistake: '문제가 생겼습니다. 다시 해 보세요.', noAnswer: '서버에 연결할 수 없습니다. 인터넷이 되는지 확인해 주세요.', signInFirst: '먼저 로그인해 주세요.', mayNot: '이 일을 할 권한이 없습니다.',
    notThere: '이제 없는 것입니다.', tooLarge: '사진이 너무 큽니다.', busy: '서버가 바쁩니다. 몇 초 뒤에 다시 해 보세요.', noSpace: '사진을 더 둘 자리가 없습니다. 관리자에게 말씀해 주세요.',
    tooOften: time => `너무 여러 번 시도했습니다. ${time} 뒤에 다시 해 보세요.`, notTaken: '서버가 받지 않았습니다.', notNow: '지금은 안 됩니다', keepersOnly: '관리자만 볼 수 있습니다', tickFirst: '계속하려면 여기에 표시해 주세요.', fillIn: '비어 있습니다. 채워 주세요.',
    // Signing in
    signIn: '로그인', signOut: '로그아웃', name: '이름', password: '비밀번호', showPassword: '비밀번호 보기', hidePassword: '비밀번호 숨기기',
    wrongPassword: '이름이나 비밀번호가 맞지 않습니다.', forgotten: '비밀번호를 잊으셨나요? 관리자가 새 비밀번호를 정하는 링크를 보내 드릴 수 있습니다.', keeperIs: keeper => `관리자: ${keeper}`, seenByInvited: '초대받은 분만 사진을 볼 수 있습니다.', onlyInvited: '함께하시려면 관리자에게 초대를 부탁하세요.',
    keyUsed: '이미 사용한 주소입니다. 서버를 다시 시작하면 새 주소가 나옵니다.', sessionEnded: '로그아웃되었습니다.',
    newPassword: '새 비밀번호', passwordRules: '열 글자 이상. 낱말 서너 개를 띄어 쓰면 좋습니다.', passwordShort: '비밀번호는 열 글자 이상이어야 합니다.', passwordLong: '비밀번호가 너무 깁니다.',
    nameHint: '다른 분들에게 보이는 이름입니다. 실명이 아니어도 됩니다.', credentialsRefused: '이 이름이나 비밀번호는 쓸 수 없습니다. 흔한 비밀번호와 이름과 같은 비밀번호는 안 되고, 이름에는 글자, 숫자, 빈칸, - _ . 만 쓸 수 있습니다.', nameTaken: '이미 있거나 비슷하게 보이는 이름입니다. 다른 이름을 골라 주세요.',
    welcomeKeeper: '관리자로 시작합니다', keeperWhy: '다음에도 들어올 수 있게 이름과 비밀번호를 정하세요.', keeperDone: name => `${name} 님, 환영합니다. 이제 이웃을 초대해 보세요.`, chooseName: '이름과 비밀번호 정하기',
    signOutWaiting: n => `아직 보내지 못한 ${photos(n)}이 있습니다.`, signOutLater: '남아서 먼저 보내기', signOutNow: '그래도 로그아웃', signOutLost: '지금 로그아웃하면 이 브라우저에서 지워집니다. 휴대전화의 사진은 그대로 있습니다.',
    // Joining
    invitation: '초대', invitedTo: title => `${title}에 함께하기`, photosHere: '사진', invitedAs: role => `${role} 자격으로 초대받으셨습니다.`, invitationGone: '쓸 수 없는 초대입니다. 이미 사용했거나 기간이 지났습니다. 새 초대를 부탁하세요.', joinedBefore: '이 초대로 이미 가입하셨나요? 그러면 이름과 비밀번호로 로그인하세요.', isInAlready: '이미 가입하셨습니다.',
    roleKeeper: '관리자', roleMember: '회원', roleGuest: '손님', roleKeeperHint: '모두 보고, 사람을 초대하고, 무엇을 남길지 정합니다.', roleMemberHint: '정확한 위치를 보고, 사진을 올리고, 고양이 이름을 붙입니다.', roleGuestHint: '둘러봅니다. 위치는 대략만 보입니다.',
    whatIsKept: '저장되는 것', keptName: '이름, 아무도 읽을 수 없게 바꾼 비밀번호, 동의한 때. 계정이 있는 동안 저장합니다.', keptPhotos: '올리신 사진과 그 위치와 시간, 그리고 바꾸신 내용.',
    keptDevice: '로그인한 기기와 브라우저의 종류. 인터넷 주소는 적어 두지 않습니다.', keptSession: '로그인을 유지하는 쿠키 30일, 이 브라우저를 알아보는 쿠키 1년. 이메일은 받지 않고 광고에도 쓰지 않습니다.',
    keptBy: keeper => `모두 다음 분의 컴퓨터에 있습니다: ${keeper}.`, keptByKeeper: '모두 이 페이지 관리자의 컴퓨터에 있습니다.', keptLeave: '언제든지 자료를 받아 가거나 탈퇴하실 수 있습니다.',
    agree: '저장하는 데 동의합니다.', under14: '만 14세 미만입니다.', parentAgrees: '보호자가 곁에 있고 동의합니다.', join: '함께하기', welcome: name => `${name} 님, 환영합니다.`,
    askToJoin: '가입 신청', askHow: '관리자가 신청을 보고 승인합니다.', askNow: '신청하기', askedTitle: '신청했습니다', asked: name => `관리자가 승인하면 ${name} 이름과 정하신 비밀번호로 로그인하세요.`,
    resetTitle: '새 비밀번호 정하기', resetGone: '쓸 수 없는 링크입니다. 이미 사용했거나 기간이 지났습니다. 관리자에게 새 링크를 부탁하세요.', passwordChanged: '비밀번호를 바꾸었습니다.',
    // One's own page
    account: '내 페이지', changePassword: '비밀번호 바꾸기', oldPassword: '지금 비밀번호', oldPasswordWrong: '지금 비밀번호가 맞지 않습니다.', unknownDevice: '알 수 없는 기기', signedInOn: '로그인된 기기', thisDevice: '지금 이 기기', lastUsed: time => `마지막 사용: ${time}`, lastHere: day => `마지막 방문: ${day}`, nobodyElse: '다른 사람이 없습니다.', ended: '끝냈습니다.',
    tokens: '프로그램용 키', tokensWhy: '프로그램을 만드는 분만 쓰세요. 키로는 내가 하는 일을 모두 할 수 있으니 누구에게도 주지 마세요.', tokenName: '어디에 쓰나요', makeToken: '키 만들기', tokenOnce: '지금 복사해 두세요. 다시 보이지 않습니다.', noTokens: '키가 없습니다.', madeOn: day => `${day}에 만듦`,
    ownData: '내 자료', ownDataWhat: '저장된 내 정보와 내 사진 전부를 ZIP 파일 하나로 받습니다.', download: '내려받기',
    leave: '탈퇴', leavePhotos: '내 사진은 어떻게 할까요?', leaveKeep: '이름 없이 남겨 둡니다.', leaveTrash: '휴지통에 넣고 30일 뒤에 완전히 지웁니다.', leaveSure: '탈퇴하고 계정을 지울까요?', lastKeeper: '관리자가 한 분뿐입니다. 먼저 다른 분을 관리자로 정해 주세요.',
    // People
    people: '사람들', everybody: '모두', invite: '초대하기', inviteAs: '어떤 자격으로 초대할까요?', makeInvitation: '초대 만들기', invitationMade: day => `${day}까지 한 번 쓸 수 있습니다. 링크를 보내거나 QR 코드를 찍게 하세요.`, qrCode: '링크의 QR 코드', openInvitations: '아직 쓰지 않은 초대', goodUntil: day => `${day}까지`, takeBack: '거두기',
    you: '나', role: '자격', roleOf: name => `${name} 님의 자격`, roleChanged: (name, role) => `${name} 님은 이제 ${role}입니다.`, photosOf: photos, changePerson: '바꾸기', changeNamed: name => `${name} 님 바꾸기`, resetPassword: '새 비밀번호 링크', resetMade: name => `이 링크를 ${name} 님에게 보내세요. 한 번 쓸 수 있습니다.`,
    removePerson: '내보내기', removeSure: name => `${name} 님을 내보낼까요?`, removeWhat: '사진은 어떻게 할까요?', removeKeep: '내보내고 사진은 이름 없이 남기기', removeTrash: '내보내고 사진은 휴지통으로', removed: name => `${name} 님을 내보냈습니다.`,
    requests: '가입 신청', askedOn: day => `${day}에 신청`, acceptMember: '회원으로 승인', acceptGuest: '손님으로 승인', decline: '거절', answered: name => `${name} 님: 처리했습니다.`,
    reports: '신고된 사진', reported: '신고된 사진', nothingWrong: '문제 없음', showsPerson: '사람이 보입니다', showsDoor: '문이나 집이 보입니다', otherReason: '다른 이유',
    trash: '휴지통', trashKeeps: '지운 것은 30일 동안 되돌릴 수 있습니다.', trashEmpty: '휴지통이 비었습니다.', removedOn: (time, by) => `${time}${by ? ` ${by} 님이` : ''} 지움`, goneOn: day => `${day}에 완전히 지워짐`, putBack: '되돌리기', isBack: '되돌렸습니다.',
    changes: '바뀐 기록', ownChanges: '내가 바꾼 것', changesHint: '누가 무엇을 했는지 보입니다. 30일 안에는 하나씩 되돌릴 수 있습니다.', ownChangesHint: '여기에서 하신 일입니다.', noChanges: '아직 바뀐 것이 없습니다.', undo: '되돌리기', wasUndone: '되돌림', undoNot: '되돌릴 수 없습니다. 그 뒤에 바뀐 것이 있습니다.', somebody: '누군가',
    didWhat: {
      uploaded: '사진 올림', tagged: '이름 붙임', placed: '위치 바꿈', titled: '제목 바꿈', described: '설명 바꿈', rated: '별점', hidden: '숨김', shown: '다시 보임', removed: '지움', restored: '되돌림', reported: '신고',
    },
    // Uploads
    sendShared: n => `다른 앱에서 온 ${photos(n)}을 보낼까요?`, sendThem: '보내기', dropThem: '보내지 않기',
    addPhotos: '사진 올리기', choosePhotos: '사진 고르기', addMore: '더 고르기', uploads: '내 사진', nothingToSend: '보낼 사진이 없습니다.', sending: n => `${photos(n)} 보내는 중 …`, sendingNow: (n, all) => `${number(all)}장 중 ${number(n)}번째 보내는 중 …`, sendingPart: part => `보내는 중: ${part}`,
    waitForNetwork: n => `${photos(n)}이 인터넷 연결을 기다립니다.`, waits: '기다리는 중', waitsNetwork: '인터넷 연결을 기다리는 중', waitsLater: '서버가 바빠서 곧 다시 보냅니다', waitsTomorrow: '하루에 보낼 수 있는 만큼 보냈습니다. 나머지는 이 페이지를 열어 두면 내일 저절로 보냅니다.', gaveUp: '보내지 못했습니다.', sendNow: '지금 보내기',
    allSent: n => `${photos(n)}을 받았습니다.`, allPlaced: '위치도 함께 왔습니다.', needPlace: n => `위치 없는 사진이 ${number(n)}장 있습니다.`, someRefused: n => `${photos(n)}은 받지 못했습니다.`, sent: '받았습니다.', wasThere: '이미 있는 사진입니다.', placeArrived: '위치도 왔습니다.', placeMissing: '위치가 없습니다.', noPhoto: '보여 줄 수 있는 사진이 아닙니다.',
    sayWhere: n => n === 1 ? '어디인지 알려 주기' : `어디인지 알려 주기 (${number(n)}장)`, progressOf: name => `${name} 보낸 정도`, cancelUpload: '취소', cancelNamed: name => `${name} 취소`, whoIsIt: '누구인가요?',
    keepPlace: {
      android: '안드로이드는 브라우저로 보내는 사진에서 위치를 지웁니다. 다음에는 ☰에서 카메라 폴더를 열어 골라 보세요. 그래도 안 되면 핀을 놓아 주세요.',
      iphone: '아이폰에서는 사진을 고를 때 “옵션”을 누르고 “위치”를 켜세요. 설정 › 개인정보 보호 › 위치 서비스에서 카메라는 “앱을 사용하는 동안”이어야 합니다.',
      other: '카메라가 저장한 원본을 올려 주세요. 메신저나 편집 프로그램은 위치를 지우는 일이 많습니다.',
    },
    // The pin
    whereTaken: '어디에서 찍었나요?', moveMapUnderPin: '핀이 그 자리에 오도록 지도를 움직이세요.', pinOf: (n, all) => `${number(all)}장 중 ${number(n)}번째`, pinHere: '여기예요', whereIAm: '지금 내가 있는 곳', asBefore: '앞 사진과 같은 곳', ownPlaces: '최근 내 사진의 위치:', placeOf: what => `내 사진의 위치: ${what}`, skipPlace: '모르겠어요', pinsDone: '고맙습니다. 위치를 저장했습니다.', pinMoved: '핀을 옮겼습니다.',
    lookingForYou: '계신 곳을 찾는 중 …', foundYou: distance => `찾았습니다. 오차는 약 ${distance}입니다. 맞지 않으면 지도를 움직여 주세요.`, positionRefused: '휴대전화에서 위치를 허용하지 않았습니다. 지도를 움직여 주세요.', positionUnknown: '휴대전화가 위치를 모릅니다. 지도를 움직여 주세요.',
    // Names and care
    nameIt: '이름 붙이기', changeNames: '이름 바꾸기', catName: '고양이 이름', addName: '이름 저장', takeName: name => `${name} 빼기`, nameTakenAway: name => `${name} 이름을 뺐습니다.`, named: (name, n) => n === 1 ? `이름은 ${name}입니다.` : `${name}: ${photos(n)}.`, suggestions: '아는 이름', nameSeveral: n => `${photos(n)}에 있는 고양이는 누구인가요?`,
    movePin: '핀 옮기기', giveTitle: '제목', changeTitle: '제목 바꾸기', photoTitle: '제목', description: '설명', rating: '별점', rated: n => n ? `별 ${number(n)}개.` : '별점 없음.', stars: n => `별 ${number(n)}개`,
    hide: '방문자에게 숨기기', show: '방문자에게 보이기', isHidden: '이제 방문자에게 보이지 않습니다.', isShown: '내일부터 방문자에게 다시 보입니다.', hiddenNow: '방문자에게 숨긴 사진입니다.', yourPhoto: '내 사진입니다.', photoBy: name => `${name} 님의 사진입니다.`,
    remove: '지우기', removePhotoSure: '이 사진을 지울까요?', photoRemoved: '사진을 휴지통에 넣었습니다.', report: '신고', reportWhy: '무엇이 문제인가요?', reportWords: '덧붙일 말씀이 있나요?', sendReport: '관리자에게 알리기', reportSent: '고맙습니다. 관리자에게 알렸습니다.',
    select: '고르기', stopSelecting: '그만', selected: n => `${photos(n)} 고름`, hiddenAll: n => `${photos(n)}을 숨겼습니다.`, removeAllSure: n => `${photos(n)}을 지울까요?`, removedAll: n => `${photos(n)}을 휴지통에 넣었습니다.`, notAll: (n, why) => `${number(n)}장은 못 했습니다: ${why}`,
    // A cat
    about: name => `${name} 보기`, aboutCat: '이 고양이 보기', noSuchCat: '여기에서는 모르는 고양이입니다.', pictureOf: name => `${name} 사진`, unseen: days => `${number(days)}일 동안 보이지 않았습니다`, firstSeen: '처음 본 날', foundBy: name => `${name} 님이 발견`, lastSeen: '마지막으로 본 날', photosOfCat: '사진 수', range: '사는 범위', hectares: area => `${area} ha`,
    companions: '함께 보인 고양이', companion: (name, n) => `${name} (${number(n)})`, timeline: '달마다', timelineSpan: (from, to) => `${from}부터 ${to}까지 보였습니다`, hours: '하루 중', hour: hour => `${hour}시`, mostlyAt: hour => `${hour}쯤 가장 많이 보였습니다`, showOnMap: '다닌 길과 사는 범위 보기', showLast: '마지막으로 본 곳 보기',
  };
};
